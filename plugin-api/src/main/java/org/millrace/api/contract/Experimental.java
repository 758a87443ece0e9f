package org.millrace.api.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This type may change with each minor version of the API, because too few have used it yet. Such a
 * change is in the change log, with its reason.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Stable(since = "0.9.0")
public @interface Experimental {

  /**
   * Since when it is there.
   *
   * @return a version of plugin-api
   */
  String since();

  /**
   * What it waits for.
   *
   * @return how it is going to become stable, such as {@code a second protocol uses it}
   */
  String until();
}
