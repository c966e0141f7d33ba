import { readConfig } from '../config/read-config';
import { wantedEncoder } from './wanted-encoder';

const workspace = (embeddingSpace: string | null, ...languages: string[]) =>
  ({ embeddingSpace, policy: { languages } }) as Parameters<typeof wantedEncoder>[0];
const endpoint = { EMBEDDINGS_URL: 'https://host/v1', EMBEDDINGS_MODEL: 'org/tiny' };

describe('the encoder that a workspace should be in', () => {
  it('is one for its languages before anything is embedded, and then stays', () => {
    expect(wantedEncoder(workspace(null, 'en'), readConfig({}))).toBe('all-MiniLM-L6-v2');
    expect(wantedEncoder(workspace(null, 'en', 'zh'), readConfig({}))).toBe('multilingual-e5-small');
    expect(wantedEncoder(workspace('multilingual-e5-small@1/3', 'en'), readConfig({}))).toBe('multilingual-e5-small');
  });

  it('is the configured one, whatever the workspace was in', () => {
    const config = readConfig({ ENCODER: 'all-MiniLM-L6-v2' });
    expect(wantedEncoder(workspace('multilingual-e5-small@1/3', 'en'), config)).toBe('all-MiniLM-L6-v2');
    expect(wantedEncoder(workspace(null, 'en'), readConfig(endpoint))).toBe('endpoint:org_tiny');
  });

  it('is one that the desk knows, once an address is taken out of the configuration', () => {
    expect(wantedEncoder(workspace('endpoint:org_tiny@1/3', 'en', 'zh'), readConfig({}))).toBe('multilingual-e5-small');
  });
});
