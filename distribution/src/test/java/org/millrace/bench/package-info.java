/**
 * The load benchmark: whole servers, as users run them, under the same load in turn.
 *
 * <p>Start reading at {@link org.millrace.bench.LoadBenchmark}, the program, and {@link
 * org.millrace.bench.Scenarios}, what it measures. A {@link org.millrace.bench.Scenario} is a
 * table; each {@link org.millrace.bench.Row} of it is a {@link org.millrace.bench.Trial}, such as
 * {@link org.millrace.bench.FanOutTrial}, that is run once in each round. A trial starts a {@link
 * org.millrace.bench.Peer}, puts load on it and looks from outside at what it uses.
 *
 * <p>{@code mvn -Pbench verify} runs it, see {@code docs/performance.md}. One thread.
 */
@NullMarked
package org.millrace.bench;

import org.jspecify.annotations.NullMarked;
