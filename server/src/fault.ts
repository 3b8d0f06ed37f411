/** A cause that the person who runs the installation can do something about: one sentence, no stack. */
export class Fault extends Error {}
