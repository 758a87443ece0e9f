package org.millrace.admin.view;

import org.millrace.admin.schema.Field;

/**
 * What has become of the events for a webhook.
 *
 * @param url see there
 * @param delivered see there
 * @param retried see there
 * @param failed see there
 * @param dropped see there
 * @param queued see there
 */
public record WebhookView(
    @Field("Where events are sent.") String url,
    @Field("Events that arrived.") long delivered,
    @Field("Attempts after the first one of an event.") long retried,
    @Field("Events that were given up.") long failed,
    @Field("Events that did not fit into the queue.") long dropped,
    @Field("Events that wait.") int queued) {}
