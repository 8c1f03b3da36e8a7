import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet from "helmet";

/**
 * The headers every answer carries, computed once by helmet, so that a page out of the cache costs nothing extra.
 *
 * No inline script, no inline style, no foreign source, no frame, forms only to ourselves. `Referrer-Policy: same-origin` rather than helmet's
 * `no-referrer`: under the latter browsers send `Origin: null` with our own forms.
 *
 * @param options.https whether people reach the hall by https: only then HSTS and the upgrade of insecure requests.
 */
export function securityHeaders(options: { https: boolean }): Readonly<Record<string, string>> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "script-src-attr": ["'none'"],
        "style-src": ["'self'"],
        "style-src-attr": ["'none'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        ...(options.https ? { "upgrade-insecure-requests": [] } : {}),
      },
    },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: options.https ? { maxAge: 365 * 24 * 3600, includeSubDomains: true } : false,
    xFrameOptions: { action: "deny" },
  })(request, response, () => undefined);
  response.setHeader(
    "permissions-policy",
    "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()",
  );
  const headers = Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
  return Object.freeze(Object.fromEntries(headers));
}

/**
 * Those of them that mean something where no page is shown: JSON is neither run nor framed, and a program reads it, so nothing is allowed at all.
 *
 * @source OWASP REST Security Cheat Sheet, "Security headers"
 */
export function dataHeaders(ofPages: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const kept = [
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
    "cross-origin-resource-policy",
  ];
  const headers: Record<string, string> = {
    "content-security-policy": "default-src 'none';frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
  };
  for (const name of kept) if (ofPages[name] !== undefined) headers[name] = ofPages[name];
  return Object.freeze(headers);
}
