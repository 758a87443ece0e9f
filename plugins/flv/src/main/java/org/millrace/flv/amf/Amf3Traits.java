package org.millrace.flv.amf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the objects of a class have in common, AMF 3 section 3.12.
 *
 * @param className "" for an anonymous object
 * @param externalizable whether the class writes its objects in a form of its own
 * @param dynamic whether named members follow the sealed ones
 * @param sealedNames the names of the members that every object has
 */
record Amf3Traits(
    String className, boolean externalizable, boolean dynamic, List<String> sealedNames) {
  /** Externalizable classes whose form is just the value that they wrap. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "flex.messaging.io.ArrayCollection",
          "flex.messaging.io.ArrayList",
          "flex.messaging.io.ObjectProxy");

  Amf3Traits {
    sealedNames = List.copyOf(sealedNames);
  }

  boolean isWrapper() {
    return externalizable && WRAPPERS.contains(className);
  }

  /** The traits of one message, for objects that refer back. */
  static final class Table {
    private final AmfInput in;
    private final Amf3Strings strings;
    private final List<Amf3Traits> table = new ArrayList<>();

    Table(AmfInput in, Amf3Strings strings) {
      this.in = in;
      this.strings = strings;
    }

    /**
     * Reads traits or a reference to them.
     *
     * @param header U29O, whose lowest bit says that this is no reference to an object
     */
    Amf3Traits read(int header) {
      if ((header & 0b10) == 0) {
        return referred(header >> 2);
      }
      boolean externalizable = (header & 0b100) != 0;
      boolean dynamic = (header & 0b1000) != 0;
      int sealedCount = externalizable ? 0 : in.checkCount(header >> 4, 1);
      String className = strings.string();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < sealedCount; i++) {
        names.add(strings.string());
      }
      Amf3Traits traits = new Amf3Traits(className, externalizable, dynamic, names);
      table.add(traits);
      return traits;
    }

    private Amf3Traits referred(int index) {
      if (index >= table.size()) {
        throw in.malformed(
            "traits reference: " + index + " (expected: below " + table.size() + ")");
      }
      return table.get(index);
    }
  }
}
