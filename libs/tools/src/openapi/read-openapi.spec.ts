import type { ConnectedTool } from '@switchboard/contracts';
import { argumentsJsonSchema, argumentsSchema, bindArguments } from '../tool-arguments';
import { OpenApiError, readOpenApi } from './read-openapi';
import { toConnectedTools } from './to-connected-tools';

const yaml = `
openapi: 3.0.3
info: { title: Parcel desk }
servers: [{ url: "https://parcels.example/v2" }]
paths:
  /parcels/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string, maxLength: 12 } }
    get:
      operationId: getParcel
      summary: Where a parcel is.
      parameters:
        - { name: expand, in: query, schema: { type: string, enum: [events, none] } }
        - { $ref: "#/components/parameters/Customer" }
        - { name: Authorization, in: header, schema: { type: string } }
    patch:
      operationId: reroute-parcel
      description: Sends a parcel elsewhere.
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Reroute" }
  /upload:
    post:
      operationId: upload
      requestBody: { content: { multipart/form-data: { schema: { type: object } } } }
  /elsewhere:
    get:
      operationId: elsewhere
      parameters: [{ $ref: "https://evil.example/parameters.json#/x" }]
components:
  parameters:
    Customer: { name: customerId, in: query, required: true, schema: { type: string } }
  schemas:
    Address:
      type: object
      required: [street]
      properties:
        street: { type: string, minLength: 3, example: "Hazel Lane 12" }
        next: { $ref: "#/components/schemas/Address" }
    Reroute:
      type: object
      required: [id, address]
      properties:
        id: { type: integer, minimum: 1, exclusiveMinimum: true, description: "The new depot" }
        address: { $ref: "#/components/schemas/Address" }
        note: { type: string, nullable: true }
`;
const session = { visitorId: 'v', customerId: null, email: 'ana@example.com', name: null };

describe('readOpenApi', () => {
  const api = readOpenApi(yaml);
  const operation = (id: string) => api.operations.find((item) => item.id === id);

  it('names what can be called, what it needs, and what it does', () => {
    expect(api).toMatchObject({ title: 'Parcel desk', baseUrl: 'https://parcels.example/v2' });
    expect(operation('get_parcel')).toMatchObject({
      risk: 'read',
      description: 'Where a parcel is.',
      problem: null,
      request: { method: 'get', path: '/parcels/{id}', places: { id: { in: 'path' }, expand: { in: 'query' } } },
    });
    expect(operation('reroute_parcel')).toMatchObject({ risk: 'write', problem: null });
  });

  it('leaves the header that the desk itself sends to the desk', () => {
    expect(Object.keys(operation('get_parcel')?.arguments ?? {})).toEqual(['id', 'expand', 'customerId']);
  });

  it('gives two arguments of one name two names', () => {
    expect(operation('reroute_parcel')?.request.places).toEqual({
      id: { in: 'path', name: 'id' },
      body_id: { in: 'body', name: 'id' },
      address: { in: 'body', name: 'address' },
      note: { in: 'body', name: 'note' },
    });
  });

  it('says why the others cannot be called', () => {
    expect(operation('upload')?.problem).toBe('its body is not JSON');
    expect(operation('elsewhere')?.problem).toContain('does not lead to a place in this document');
  });

  it('checks arguments as the document says, bounds of 3.0, null and a schema that holds itself included', () => {
    const [tool] = toConnectedTools('shop', api, [{ id: 'reroute_parcel', bind: {} }]) as [ConnectedTool];
    const schema = argumentsSchema(tool.description);
    const good = { id: 'P1', body_id: 2, address: { street: 'Hazel Lane', next: { street: 'Elm Row' } }, note: null };
    expect(schema.safeParse(good).success).toBe(true);
    expect(schema.safeParse({ ...good, body_id: 1 }).success).toBe(false);
    expect(schema.safeParse({ ...good, address: { street: 'x' } }).success).toBe(false);
    expect(schema.safeParse({ ...good, id: 'x'.repeat(13) }).success).toBe(false);
    expect(schema.safeParse({ ...good, more: 1 }).success).toBe(false);
  });

  it('binds an argument to the session, which the model then neither sees nor sets', () => {
    const chosen = [{ id: 'get_parcel', bind: { customerId: 'session.email' as const } }];
    const [tool] = toConnectedTools('shop', api, chosen) as [ConnectedTool];
    expect(tool.description.name).toBe('shop_get_parcel');
    expect(JSON.stringify(argumentsJsonSchema(tool.description))).not.toContain('customerId');
    expect(bindArguments(tool.description, { id: 'P1' }, session)).toEqual({
      ok: true,
      args: { id: 'P1', customerId: 'ana@example.com' },
    });
    expect(bindArguments(tool.description, { id: 'P1', customerId: 'eve@example.com' }, session).ok).toBe(false);
    expect(bindArguments(tool.description, { id: 'P1' }, { ...session, email: null })).toMatchObject({
      code: 'not-identified',
    });
  });

  it('reads JSON and 3.1 as well', () => {
    const json = {
      openapi: '3.1.0',
      paths: { '/a': { get: { parameters: [{ name: 'n', in: 'query', schema: { type: ['integer', 'null'] } }] } } },
    };
    expect(readOpenApi(JSON.stringify(json)).operations).toMatchObject([{ id: 'get_a', problem: null }]);
  });

  it.each([
    ['nothing of the kind', 'hello'],
    ['swagger 2', '{"swagger":"2.0","paths":{}}'],
    ['no operation', 'openapi: 3.1.0\npaths: {}'],
    ['broken JSON', '{"openapi":'],
    ['a list', '[]'],
    [
      'aliases without end',
      `a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nopenapi: 3.1.0`,
    ],
    ['more than two megabytes', `openapi: 3.1.0\n# ${'x'.repeat(2 * 1024 * 1024)}`],
  ])('refuses %s', (_, text) => expect(() => readOpenApi(text)).toThrow(OpenApiError));

  it('refuses a choice that the document does not have', () => {
    expect(() => toConnectedTools('shop', api, [{ id: 'nothing', bind: {} }])).toThrow('no operation nothing');
    expect(() => toConnectedTools('shop', api, [{ id: 'upload', bind: {} }])).toThrow('its body is not JSON');
    expect(() => toConnectedTools('shop', api, [{ id: 'get_parcel', bind: { no: 'session.email' } }])).toThrow(
      'no argument no',
    );
  });
});
