/** Another program listens on the port. */
export class PortInUseError extends Error {
  readonly code = 'port-in-use';
  constructor(readonly port: number) {
    super(`port ${port} is in use. Stop what listens there, or set PORT to another number.`);
  }
}
