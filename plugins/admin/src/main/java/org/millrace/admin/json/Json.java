package org.millrace.admin.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/**
 * Writes records, maps and lists, and reads them.
 *
 * <p>Jackson's buffers are pooled here and not in thread-local variables, its default: those would
 * stay in the event loops, and with them this plugin's classes, when it is unloaded. So the mapper
 * belongs to the plugin's object, too, and nothing here is static but for constants.
 */
public final class Json {
  private static final int MAX_DEPTH = 32;
  private static final int POOLED_BUFFERS = 16;

  private final JsonMapper mapper;

  /** A mapper of its own. */
  public Json() {
    JsonFactory factory =
        JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    mapper =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();
  }

  /**
   * Writes.
   *
   * @param value a record, map, list, string, number, truth value, or a {@link JsonNode}
   * @return one line
   */
  public String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON can be made of " + value.getClass().getName(), e);
    }
  }

  /**
   * Writes for people.
   *
   * @param value as in {@link #write}
   * @return several lines
   */
  public String pretty(Object value) {
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON can be made of " + value.getClass().getName(), e);
    }
  }

  /**
   * Reads any JSON.
   *
   * @param text the JSON
   * @return its tree
   * @throws JsonProcessingException if it is none
   */
  public JsonNode tree(String text) throws JsonProcessingException {
    return mapper.readTree(text);
  }

  /**
   * Makes an object of a tree.
   *
   * @param tree the JSON
   * @param type a record
   * @param <T> the record
   * @return the record
   * @throws JsonProcessingException if it does not fit
   */
  public <T> T read(JsonNode tree, Class<T> type) throws JsonProcessingException {
    JavaType target = mapper.constructType(type);
    return mapper.treeToValue(tree, target);
  }
}
