import path from 'node:path';

/** Where Docker, Podman and Compose put the secrets of a container, and a place to mount those of Kubernetes. */
const FOLDER = /^(\/var)?\/run\/secrets\//;

/**
 * Whether a file is a secret that a container engine handed in. Unless told otherwise, such a file is mode 0444, and
 * nothing inside can change that; as nobody but the backend is in the container, its mode says nothing.
 */
export function isContainerSecret(file: string): boolean {
  return FOLDER.test(path.posix.normalize(file));
}
