const press = (action: string): void =>
  (
    document.querySelector<HTMLButtonElement>(`[data-part="approval"][aria-current] [data-action="${action}"]`) ??
    document.querySelector<HTMLButtonElement>(`[data-part="approval"] [data-action="${action}"]`)
  )?.click();

/** y approves, x declines, u takes back: the selected call, or else the first that can be. */
export const approvalKeys = {
  y: () => press('approve'),
  x: () => press('decline'),
  u: () => press('undo'),
};
