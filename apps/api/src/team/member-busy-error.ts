/** Nobody else would answer the visitors whom this person talks with. */
export class MemberBusyError extends Error {
  readonly code = 'member-busy';
  constructor(readonly id: string) {
    super('this person holds open conversations: take them over or have them given back first');
    this.name = 'MemberBusyError';
  }
}
