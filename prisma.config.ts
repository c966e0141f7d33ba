import { defineConfig } from 'prisma/config';

// validate, format and generate need no engine, but the command looks for one; any executable will do.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
