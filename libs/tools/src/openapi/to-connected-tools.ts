import { type ConnectedTool, type SaveConnection, toolDescriptionSchema } from '@switchboard/contracts';
import { OpenApiError, type ApiDocument } from './read-openapi';

type Chosen = NonNullable<Extract<SaveConnection, { kind: 'openapi' }>['operations']>;

/** The chosen operations as tools of a connection; without a choice, all that can be called. Throws OpenApiError. */
export function toConnectedTools(connection: string, { operations }: ApiDocument, chosen?: Chosen): ConnectedTool[] {
  const wanted =
    chosen ??
    operations
      .filter(({ problem }) => problem === null)
      .slice(0, 60)
      .map(({ id }) => ({ id, bind: {} }));
  if (wanted.length === 0) throw new OpenApiError('no operation of the document can be called');
  return wanted.map(({ id, bind }) => {
    const operation = operations.find((item) => item.id === id);
    if (operation === undefined) throw new OpenApiError(`the document has no operation ${id}`);
    if (operation.problem !== null) throw new OpenApiError(`${id} cannot be called: ${operation.problem}`);
    return {
      description: toolDescriptionSchema.parse({
        name: `${connection}_${id}`,
        description: operation.description,
        risk: operation.risk,
        arguments: bindTo(id, operation.arguments, bind),
      }),
      request: operation.request,
    };
  });
}

/** Arguments that the desk sets from who the visitor is: a model neither sees nor sets them. Throws OpenApiError. */
export function bindTo<Argument extends object>(
  tool: string,
  args: Record<string, Argument>,
  bind: Chosen[number]['bind'],
): Record<string, Argument & { from?: string }> {
  for (const name of Object.keys(bind))
    if (!Object.hasOwn(args, name)) throw new OpenApiError(`${tool} has no argument ${name}`);
  return Object.fromEntries(
    Object.entries(args).map(([name, argument]) => {
      const from = bind[name];
      return [name, from === undefined ? argument : { ...argument, from }];
    }),
  );
}
