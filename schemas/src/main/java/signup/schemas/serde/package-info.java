/** Events as bytes: Avro in Confluent's wire format, with schemas kept in any Confluent-compatible registry. */
@NullMarked
package signup.schemas.serde;

import org.jspecify.annotations.NullMarked;
