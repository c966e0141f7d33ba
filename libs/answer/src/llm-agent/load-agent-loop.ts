/** The bare loop of model and tools, for harnesses. LangChain is loaded with it and not before. */
export const loadAgentLoop = async () => (await import('./langchain/run-agent.js')).runAgent;
