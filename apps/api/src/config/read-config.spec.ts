import { ConfigError, readConfig } from './read-config';

describe('readConfig', () => {
  it('needs nothing at all', () => {
    expect(readConfig({})).toMatchObject({ PORT: 3000, DATA_DIR: '.switchboard', LOCAL_ONLY: false });
  });

  it('names each wrong variable and what was expected, and repeats no value', () => {
    const read = () => readConfig({ PORT: 'http', DATABASE_URL: 'mysql://root:secret@db', LLM_URL: 'https://host/v1' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/PORT: expected a number from 0 to 65535/);
    expect(read).toThrow(/DATABASE_URL: expected an address such as postgres:/);
    expect(read).not.toThrow(/secret/);
  });

  it('wants a model with an LLM address', () => {
    expect(() => readConfig({ LLM_URL: 'https://host/v1' })).toThrow(/LLM_MODEL/);
  });

  it('wants one encoder, a model with its address, and no other machine under LOCAL_ONLY', () => {
    const EMBEDDINGS_URL = 'https://host/v1';
    expect(() => readConfig({ EMBEDDINGS_URL })).toThrow(/EMBEDDINGS_MODEL/);
    const endpoint = { EMBEDDINGS_URL, EMBEDDINGS_MODEL: 'm' };
    expect(readConfig({ ...endpoint, EMBEDDINGS_LANGUAGES: 'en, zh' }).EMBEDDINGS_LANGUAGES).toEqual(['en', 'zh']);
    expect(() => readConfig({ ...endpoint, ENCODER: 'all-MiniLM-L6-v2' })).toThrow(/ENCODER/);
    expect(() => readConfig({ ...endpoint, LOCAL_ONLY: 'true' })).toThrow(/EMBEDDINGS_URL.*LOCAL_ONLY/);
    const near = { ...endpoint, EMBEDDINGS_URL: 'http://127.0.0.1:8080/v1', LOCAL_ONLY: 'true' };
    expect(readConfig(near).EMBEDDINGS_MODEL).toBe('m');
  });

  it('takes an empty variable as not set', () => {
    expect(readConfig({ REDIS_URL: '', PORT: '' })).toEqual(readConfig({}));
  });
});
