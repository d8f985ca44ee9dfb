package signup.ingress.avatar;

import org.jspecify.annotations.Nullable;

/** A user's avatar. */
sealed interface Avatar {

    /**
     * There is one.
     *
     * @param etag names these bytes and no others
     * @param png nobody changes them; null when whoever asks has them
     */
    record Ready(String etag, byte @Nullable [] png) implements Avatar {

        @Override
        public String toString() {
            return "Ready[" + etag + "]";
        }
    }

    /** It is being made. */
    record Pending() implements Avatar {}

    /** There is none, and there will be none. */
    record None() implements Avatar {}
}
