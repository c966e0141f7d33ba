/** Bounds on everything that comes from outside. Characters are UTF-16 code units, sizes are bytes. */
export const limits = {
  messageCharacters: 4_000,
  clientIdCharacters: 64,
  nameCharacters: 80,
  emailCharacters: 254,
  customerIdCharacters: 200,
  pageSize: 100,
  resumeMessages: 200,
  requestBytes: 64 * 1024,
  /** A training example's text and its intent's name. */
  exampleCharacters: 10_000,
  intentCharacters: 80,
  /** A file of training rows, and the rows of a dataset. */
  importBytes: 10 * 1024 * 1024,
  datasetRows: 50_000,
  socketFrameBytes: 32 * 1024,
  /** Visitor messages per ten seconds and conversation. */
  visitorMessagesPerTenSeconds: 20,
  /** An uploaded file, and a page or file that a site's crawl fetches. */
  sourceFileBytes: 25 * 1024 * 1024,
  sourceNameCharacters: 200,
  articleCharacters: 200_000,
  articleRequestBytes: 1024 * 1024,
  sitePages: 5_000,
  /** An OpenAPI document. */
  openApiBytes: 2 * 1024 * 1024,
  /** What a visitor is told when a person declines what the LLM agent wanted to do. */
  declineReasonCharacters: 500,
} as const;
