/** Child processes: started in order, watched, and never outliving the JVM that started them. */
@NullMarked
package signup.local.process;

import org.jspecify.annotations.NullMarked;
