package signup.ingress.dialect;

import java.util.List;

/** What came of reading a body. */
public sealed interface Reading {

    /** The body is well-formed. */
    record Understood(Command command) implements Reading {}

    /** The body, or its sender, is refused. */
    record Refused(Refusal refusal) implements Reading {}

    /**
     * Well-formed, but that its challenge, solved as it is, is over: refused, unless the signup is decided already, and this a
     * retry that is to hear the decision again.
     */
    record Late(Command command, Refusal refusal) implements Reading {}

    static Reading understood(Command command) {
        return new Understood(command);
    }

    static Reading refused(Refusal refusal) {
        return new Refused(refusal);
    }

    static Reading violated(List<Violation> violations) {
        return new Refused(new Refusal.Violated(violations));
    }
}
