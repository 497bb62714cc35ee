/** What a page was answered with. */
export interface StepForm {
  /** The page that was answered; another than the current one is overlooked (the back button). */
  readonly step?: string;
  readonly action?: string;
  readonly persona?: string;
  readonly userId?: string;
  readonly identity?: string;
}
