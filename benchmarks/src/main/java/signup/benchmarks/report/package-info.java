/** What was measured, as a table, as Markdown with plots, and as JSON. */
@NullMarked
package signup.benchmarks.report;

import org.jspecify.annotations.NullMarked;
