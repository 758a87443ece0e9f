/**
 * Applications: the tenants of the server. An application decides who may connect, publish and
 * play, and owns the streams that are published to it.
 *
 * <p>Starting points: {@link org.millrace.api.application.ApplicationFactory} brings a type of
 * application, {@link org.millrace.api.application.Application} has the hooks, {@link
 * org.millrace.api.application.Client} is what protocols use.
 */
@NullMarked
package org.millrace.api.application;

import org.jspecify.annotations.NullMarked;
