/** What the browser is answered with: a page, or another address. */
export type Outcome =
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly body: string;
      /** The page that brings the browser back by POST runs the simulator's one script. */
      readonly submits?: true;
      /** The origin that may show the page in a frame (`wi=r`). */
      readonly framedBy?: string;
      /** A Set-Cookie line. */
      readonly cookie?: string;
    }
  | { readonly kind: 'redirect'; readonly location: string };

export const showPage = (
  body: string,
  status = 200,
  more: { readonly submits?: true; readonly framedBy?: string; readonly cookie?: string } = {},
): Outcome => ({ kind: 'page', status, body, ...more });

export const redirectTo = (location: string): Outcome => ({ kind: 'redirect', location });
