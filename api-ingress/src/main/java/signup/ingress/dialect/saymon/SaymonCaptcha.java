package signup.ingress.dialect.saymon;

import signup.ingress.captcha.Captchas;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.RefusedException;
import signup.ingress.settings.SaymonSettings;

/** {@code GET /node/api/users/captcha}: a new captcha as SVG text, and the token that goes with its answer. */
final class SaymonCaptcha {

    private final Captchas captchas;
    private final SaymonSettings settings;

    SaymonCaptcha(Captchas captchas, SaymonSettings settings) {
        this.captchas = captchas;
        this.settings = settings;
    }

    /**
     * A new one; on a developer's machine scripts are told its answer.
     *
     * @throws RefusedException when no signup would take it, because the feature is switched off
     */
    Answer issue() {
        if (!settings.enabled()) {
            throw new RefusedException(new Refusal.Forbidden(SaymonDialect.SWITCH));
        }
        Captchas.Issued issued = captchas.issue();
        Answer answer = Answer.json(200, json -> {
                    json.writeStartObject();
                    json.writeStringProperty("captcha", issued.picture());
                    json.writeStringProperty("token", issued.token());
                    json.writeEndObject();
                })
                .with("Cache-Control", "no-store");
        return settings.captcha().revealAnswer() ? answer.with("X-Captcha-Answer", issued.answer()) : answer;
    }
}
