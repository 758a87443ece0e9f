package org.millrace.api.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Implemented by plugins and called by the host, or by other plugins. A new method of it has a
 * default, so that plugins which do not know it go on.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Stable(since = "0.9.0")
public @interface PluginImplemented {}
