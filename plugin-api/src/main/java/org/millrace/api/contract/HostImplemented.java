package org.millrace.api.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Implemented by the host and called by plugins. It may get new methods at any time, so a plugin
 * must not implement it; its tests take the doubles of the test kit, which grow along.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Stable(since = "0.9.0")
public @interface HostImplemented {}
