/** A fault of a training process in words for the person who started it: what happened, and what helps. */
export function explainFailure(error: unknown): string {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: '', message: '' };
  switch (code) {
    case 'ENOSPC':
      return 'The disk is full. Free some space and start the training again; the live model is untouched.';
    case 'EACCES':
    case 'EROFS':
      return `The data folder cannot be written to (${message}). The live model is untouched.`;
    case 'untrainable-data':
      return `The rows cannot be trained on: ${message}.`;
    case 'model-unavailable':
    case 'model-corrupt':
      return `The base model is missing: ${message}`;
    default:
      return `The training failed: ${message === '' ? String(error) : message}`;
  }
}

/** Of a process that ended without a word. */
export function explainExit(code: number | null, signal: string | null): string {
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  const why = signal === 'SIGKILL' ? ', most likely because memory ran out' : '';
  return `The training process was ended ${how}${why}. Start the training again: it goes on where it can. The live model is untouched.`;
}
