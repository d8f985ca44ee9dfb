package signup.registration.avatar;

/** A picture cannot become an avatar; its reason tells whether another try may. */
final class AvatarFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final AvatarFailure reason;

    AvatarFailedException(AvatarFailure reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    AvatarFailure reason() {
        return reason;
    }
}
