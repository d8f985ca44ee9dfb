package signup.local.fuzz;

/**
 * A request, ready to be sent.
 *
 * @param bytes as they go over the wire
 * @param toHead whether its answer has no body
 * @param isOwedAnAnswer whether its end is clear to the server; where it is not, the server may wait for more, or close
 */
record OddRequest(byte[] bytes, boolean toHead, boolean isOwedAnAnswer) {

    @Override
    public String toString() {
        return "OddRequest[" + bytes.length + " bytes]";
    }
}
