package org.millrace.server.lua;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.server.lua.TableOrigins.Origin;
import org.millrace.server.lua.TableOrigins.Place;

/** Turns Lua values into nodes that say where they were written. For one configuration. */
final class NodeConverter {
  /** A table that is used in many places becomes a node in each. */
  private static final int MAX_NODES = 200_000;

  private static final int MAX_DEPTH = 64;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final TableOrigins origins;
  private final LuaSandbox sandbox;
  private final Set<LuaTable> enclosing = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  NodeConverter(TableOrigins origins, LuaSandbox sandbox) {
    this.origins = origins;
    this.sandbox = sandbox;
  }

  /**
   * Converts a table.
   *
   * @param table the table
   * @param location where it is used; the line becomes that of the table itself, where it is known
   */
  ConfigNode.Table table(LuaTable table, ConfigLocation location) {
    Origin origin = origins.of(table);
    ConfigLocation here = origin == null ? location : at(location, origin.place);
    if (!enclosing.add(table)) {
      throw new ConfigException(here, "a table that contains itself (expected: a tree)");
    }
    if (enclosing.size() > MAX_DEPTH) {
      throw new ConfigException(
          here, "too deep (expected: at most " + MAX_DEPTH + " tables in each other)");
    }
    Map<String, ConfigNode> values = new LinkedHashMap<>();
    SortedMap<Integer, ConfigNode> items = new TreeMap<>();
    for (LuaValue key : keys(table, origin)) {
      Place place = origin == null ? null : origin.keys.get(key);
      if (key instanceof LuaString name) {
        String text = name.tojstring();
        values.put(text, node(table.rawget(key), at(member(here, text), place)));
      } else {
        int index = index(key, here);
        items.put(index, node(table.rawget(key), at(here.item(index), place)));
      }
    }
    enclosing.remove(table);
    return new ConfigNode.Table(
        here, Collections.unmodifiableMap(values), withoutGaps(items, here));
  }

  private ConfigNode node(LuaValue value, ConfigLocation location) {
    if (++nodes > MAX_NODES) {
      throw new ConfigException(location, "too many values (expected: at most " + MAX_NODES + ")");
    }
    if (value instanceof LuaTable table) {
      return table(table, location);
    }
    if (value instanceof LuaString text) {
      return new ConfigNode.Text(location, text.tojstring());
    }
    if (value instanceof LuaNumber number) {
      return new ConfigNode.Numeric(location, number.todouble());
    }
    if (value instanceof LuaBoolean flag) {
      return new ConfigNode.Flag(location, flag.booleanValue());
    }
    if (value instanceof LuaFunction function) {
      ConfigLocation where = at(location, placeOf(function));
      return new ConfigNode.Function(where, new LuaFunctionBody(sandbox, function, where));
    }
    throw new ConfigException(
        location, value.typename() + " (expected: a table, string, number, boolean or function)");
  }

  /** Those whose order is known in that order, then the others by name. */
  private static Collection<LuaValue> keys(LuaTable table, @Nullable Origin origin) {
    Set<LuaValue> all = new LinkedHashSet<>();
    if (origin != null) {
      origin.keys.keySet().stream().filter(key -> !table.rawget(key).isnil()).forEach(all::add);
    }
    List<LuaValue> others = new ArrayList<>();
    Varargs entry = table.next(LuaValue.NIL);
    while (!entry.arg1().isnil()) {
      others.add(entry.arg1());
      entry = table.next(entry.arg1());
    }
    others.sort(Comparator.comparing(LuaValue::tojstring));
    all.addAll(others);
    return all;
  }

  private static int index(LuaValue key, ConfigLocation table) {
    if (key instanceof LuaNumber && key.isint() && key.toint() >= 1) {
      return key.toint();
    }
    throw new ConfigException(
        table, "key " + key.tojstring() + " (expected: names, and indexes from 1)");
  }

  private static List<ConfigNode> withoutGaps(
      SortedMap<Integer, ConfigNode> items, ConfigLocation table) {
    if (!items.isEmpty() && items.lastKey() != items.size()) {
      int gap = 1;
      while (items.containsKey(gap)) {
        gap++;
      }
      throw new ConfigException(
          table.item(gap), "missing (expected: a list without gaps up to " + items.lastKey() + ")");
    }
    return List.copyOf(items.values());
  }

  /** Keys that are no names are written as Lua wants them: {@code plugins["flv-recording"]}. */
  private static ConfigLocation member(ConfigLocation table, String name) {
    if (NAME.matcher(name).matches()) {
      return table.key(name);
    }
    String path = table.path() + "[\"" + name + "\"]";
    return new ConfigLocation(path, table.file(), table.line());
  }

  private static @Nullable Place placeOf(LuaFunction function) {
    return function instanceof LuaClosure closure
        ? new Place(Chunks.fileOf(closure.p.source.tojstring()), closure.p.linedefined)
        : null;
  }

  private static ConfigLocation at(ConfigLocation location, @Nullable Place place) {
    return place == null
        ? location
        : new ConfigLocation(location.path(), place.file(), place.line());
  }
}
