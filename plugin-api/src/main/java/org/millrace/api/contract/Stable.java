package org.millrace.api.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A plugin may rely on this type: what is compiled against it runs with every later version of the
 * API that has the same major version.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Stable(since = "0.9.0")
public @interface Stable {

  /**
   * Since when.
   *
   * @return the version of plugin-api that has promised it first
   */
  String since();
}
