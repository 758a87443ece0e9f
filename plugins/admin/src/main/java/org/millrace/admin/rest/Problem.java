package org.millrace.admin.rest;

import org.jspecify.annotations.Nullable;
import org.millrace.admin.schema.Field;

/**
 * Why a request is not fulfilled: RFC 9457, with two members of our own.
 *
 * @param type always {@code about:blank}: the status says it all
 * @param title of the status
 * @param status of the answer
 * @param detail what was wrong with this very request
 * @param field see there
 * @param expected see there
 */
public record Problem(
    @Field("Always about:blank: the status says what kind of problem it is.") String type,
    @Field("The status in words.") String title,
    @Field("The status of the answer.") int status,
    @Field(value = "What is wrong with this request.", optional = true) @Nullable String detail,
    @Field(value = "The field or parameter that is wrong.", optional = true) @Nullable String field,
    @Field(value = "What it should be.", optional = true) @Nullable String expected) {}
