package signup.ingress.dialect.saymon;

import signup.ingress.captcha.Captchas;
import signup.ingress.dialect.Answer;

/** {@code GET /node/api/users/captcha}: a new captcha as SVG text, and the token that goes with its answer. */
final class SaymonCaptcha {

    private final Captchas captchas;
    private final boolean revealAnswer;

    /** @param revealAnswer whether scripts are told the answer, as on a developer's machine */
    SaymonCaptcha(Captchas captchas, boolean revealAnswer) {
        this.captchas = captchas;
        this.revealAnswer = revealAnswer;
    }

    Answer issue() {
        Captchas.Issued issued = captchas.issue();
        Answer answer = Answer.json(200, json -> {
                    json.writeStartObject();
                    json.writeStringProperty("captcha", issued.picture());
                    json.writeStringProperty("token", issued.token());
                    json.writeEndObject();
                })
                .with("Cache-Control", "no-store");
        return revealAnswer ? answer.with("X-Captcha-Answer", issued.answer()) : answer;
    }
}
