/**
 * Records as JSON: what they look like, for machines that ask, and whether something that came is
 * one of them.
 *
 * <p>Starting points: {@link org.millrace.admin.schema.Field} describes a component, {@link
 * org.millrace.admin.schema.RecordSchemas} makes JSON Schema (2020-12) of record types, {@link
 * org.millrace.admin.schema.RecordReader} reads records strictly. Safe for use by any thread.
 */
@NullMarked
package org.millrace.admin.schema;

import org.jspecify.annotations.NullMarked;
