/**
 * The sample of an authorisation: addresses that are signed and expire.
 *
 * <p>Starting points: {@link org.millrace.samples.signedurls.UrlSigner} signs and checks, {@link
 * org.millrace.samples.signedurls.SignedUrlsPlugin} brings the application type {@code signedurls}
 * and the tool {@code sign-url}. Nothing here has state: any thread may call.
 */
@NullMarked
package org.millrace.samples.signedurls;

import org.jspecify.annotations.NullMarked;
