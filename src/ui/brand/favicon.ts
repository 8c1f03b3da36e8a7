/** The sign of the house as a file of its own: served by the lead as the asset `favicon.svg`. */
export const faviconSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="6" fill="#1c62bb"/>' +
  '<path d="M7 13h22M10.5 13v15M25.5 13v15M14 8.5h8M15.5 28v-8.5h5V28" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="square"/></svg>\n';
