import type { VNode } from "preact";
import { Lattice } from "../../brand/index.ts";
import { SearchBox } from "../search/index.ts";

export interface HeroProps {
  question: string;
  action: string;
  /** As in the search box. */
  keep?: Readonly<Record<string, string>> | undefined;
  suggest?: string | undefined;
  example: string;
  /** What people call the things done most, as examples of what the box understands. */
  hot: readonly { words: string; href: string }[];
}

/** The head of a home page: one question, one box. */
export function Hero(props: HeroProps): VNode {
  return (
    <section class="hero" aria-labelledby="hero-title">
      <Lattice id="hero-lattice" />
      <div class="wrap">
        <h1 id="hero-title">{props.question}</h1>
        <SearchBox
          id="hero-q"
          size="large"
          action={props.action}
          keep={props.keep}
          suggest={props.suggest}
          label="搜索事项，用平常的话就行"
          placeholder={props.example}
        />
        {props.hot.length > 0 ? (
          <div class="hot">
            <span>可以这样搜</span>
            <ul>
              {props.hot.map((hot) => (
                <li key={hot.words}>
                  <a href={hot.href}>{hot.words}</a>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </section>
  );
}
