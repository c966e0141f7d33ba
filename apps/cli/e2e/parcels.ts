/** A company's own interface to its parcels, as an OpenAPI document. */
export const parcelsDocument = `openapi: 3.1.0
info: { title: Parcels }
paths:
  /customers/{customer}/parcels/{id}:
    get:
      operationId: whereIs
      summary: Where a customer’s parcel is.
      parameters:
        - { name: customer, in: path, required: true, schema: { type: string } }
        - { name: id, in: path, required: true, schema: { type: string, maxLength: 12 } }
`;

/** No intent and no article answers it: an LLM is asked. */
export const parcelQuestion = 'has my parcel P7 reached Carlisle or Penrith by now';
