/** The application type {@code ${artifactId}}; {@link GreeterPlugin} brings it. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
