package signup.ingress.dialect.open;

import signup.ingress.dialect.Answer;
import signup.ingress.proof.ProofsOfWork;

/** {@code GET /signups/challenge}: work for a client to do, in the words of ALTCHA's protocol. */
final class OpenChallenge {

    private final ProofsOfWork proofs;

    OpenChallenge(ProofsOfWork proofs) {
        this.proofs = proofs;
    }

    Answer issue() {
        ProofsOfWork.Challenge challenge = proofs.issue();
        return Answer.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("algorithm", challenge.algorithm());
            json.writeStringProperty("challenge", challenge.challenge());
            json.writeNumberProperty("maxnumber", challenge.maxNumber());
            json.writeStringProperty("salt", challenge.salt());
            json.writeStringProperty("signature", challenge.signature());
            json.writeEndObject();
        });
    }
}
