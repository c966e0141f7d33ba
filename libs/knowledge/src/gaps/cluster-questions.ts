/** Two questions nearer than this (cosine of an encoder's unit-length vectors) ask much the same. */
const sameTopic = 0.55;

interface Cluster {
  members: number[];
  /** Sum of the members' vectors, not unit-length. */
  sum: Float32Array;
}

/**
 * Groups questions by meaning: leader clustering with moving centroids, and a second pass that puts each question where
 * it fits best. Gives indices, the most typical question first; large groups first. The same input gives the same groups.
 */
export function clusterQuestions(vectors: readonly Float32Array[], threshold = sameTopic): number[][] {
  const clusters: Cluster[] = [];
  vectors.forEach((vector, index) => {
    const best = nearest(clusters, vector);
    if (best !== null && best.cosine >= threshold) join(best.cluster, index, vector);
    else clusters.push({ members: [index], sum: vector.slice() });
  });
  const settled = clusters.map(({ sum }): Cluster => ({ members: [], sum }));
  vectors.forEach((vector, index) => nearest(settled, vector)?.cluster.members.push(index));
  return settled
    .filter(({ members }) => members.length > 0)
    .map(({ members, sum }) => byTypicality(members, sum, vectors))
    .sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number));
}

function nearest(clusters: readonly Cluster[], vector: Float32Array): { cluster: Cluster; cosine: number } | null {
  let best: { cluster: Cluster; cosine: number } | null = null;
  for (const cluster of clusters) {
    const cosine = dot(cluster.sum, vector) / Math.sqrt(dot(cluster.sum, cluster.sum) || 1);
    if (best === null || cosine > best.cosine) best = { cluster, cosine };
  }
  return best;
}

function join(cluster: Cluster, index: number, vector: Float32Array): void {
  cluster.members.push(index);
  vector.forEach((value, at) => (cluster.sum[at] = (cluster.sum[at] as number) + value));
}

function byTypicality(members: readonly number[], sum: Float32Array, vectors: readonly Float32Array[]): number[] {
  const typicality = (index: number): number => dot(sum, vectors[index] as Float32Array);
  return [...members].sort((a, b) => typicality(b) - typicality(a) || a - b);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}
