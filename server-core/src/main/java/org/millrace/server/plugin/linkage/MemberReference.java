package org.millrace.server.plugin.linkage;

/**
 * A field or method that a class refers to.
 *
 * @param kind which of them
 * @param owner the class that it is looked up in, in internal form
 * @param name its name
 * @param descriptor its type, in internal form
 */
record MemberReference(Kind kind, String owner, String name, String descriptor) {
  enum Kind {
    FIELD,
    METHOD
  }

  /** What methods and fields of a class are told apart by. */
  String key() {
    return name + descriptor;
  }

  /** {@code org.millrace.api.stream.Publication.write(MediaFrame)}. */
  @Override
  public String toString() {
    return Names.readable(owner)
        + "."
        + name
        + (kind == Kind.METHOD ? Names.parameters(descriptor) : "");
  }
}
