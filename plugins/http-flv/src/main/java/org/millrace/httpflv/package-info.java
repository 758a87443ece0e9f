/**
 * The plugin {@code http-flv}: mounts two handlers on the paths {@code /APPLICATION/STREAM.flv}.
 *
 * <p>Starting points: {@link org.millrace.httpflv.HttpFlvPlugin}, {@link
 * org.millrace.httpflv.play.FlvForm}, {@link org.millrace.httpflv.publish.FlvUpload}.
 */
@NullMarked
package org.millrace.httpflv;

import org.jspecify.annotations.NullMarked;
