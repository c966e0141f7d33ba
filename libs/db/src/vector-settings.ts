/**
 * How far a search goes through the HNSW index (pgvector 0.8 or newer): passages of other workspaces and those that a
 * filter hides lie in the same graph, so that the search goes on until it has found enough.
 */
export const vectorSettings = "SET hnsw.ef_search = 200; SET hnsw.iterative_scan = 'relaxed_order'";
