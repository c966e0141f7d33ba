import type { Page } from 'playwright-core';

export interface DroppedFile {
  name: string;
  type?: string;
  bytes: string | Uint8Array;
}

/** Drags files over a part of the page and drops them there, as from a file manager; `whileOver` looks in between. */
export async function dropFiles(
  page: Page,
  target: string,
  files: readonly DroppedFile[],
  whileOver: () => Promise<void>,
): Promise<void> {
  const packed = files.map(({ name, type = '', bytes }) => [name, type, Buffer.from(bytes).toString('base64')]);
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const [name, type, base64] of ${JSON.stringify(packed)})
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
    return transfer;
  })()`);
  await page.dispatchEvent(target, 'dragover', { dataTransfer });
  await whileOver();
  await page.dispatchEvent(target, 'drop', { dataTransfer });
}
