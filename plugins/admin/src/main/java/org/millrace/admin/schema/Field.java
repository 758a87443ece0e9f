package org.millrace.admin.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a component of a record that comes or goes as JSON. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /**
   * What it means.
   *
   * @return one sentence, with the unit
   */
  String value();

  /**
   * Whether it may be missing or null.
   *
   * @return false where it is always there
   */
  boolean optional() default false;

  /**
   * Of numbers the least; of texts the shortest.
   *
   * @return no bound by default
   */
  long min() default Long.MIN_VALUE;

  /**
   * Of numbers the greatest; of texts the longest.
   *
   * @return no bound by default
   */
  long max() default Long.MAX_VALUE;

  /**
   * What a text can be.
   *
   * @return anything by default
   */
  String[] oneOf() default {};
}
