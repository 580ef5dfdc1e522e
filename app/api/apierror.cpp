// SPDX-License-Identifier: MIT
#include "app/api/apierror.h"

namespace api {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("ApiError", text);
}

} // namespace

QString ApiError::remedy() const {
    switch (kind) {
    case ErrorKind::None:
    case ErrorKind::Cancelled:
        return {};
    case ErrorKind::NoKey:
        return tr("Enter the API key in Settings, or use the sandbox, which needs none.");
    case ErrorKind::Refused:
        return tr("Correct the service's address in Settings.");
    case ErrorKind::LocalFile:
        return tr("Check that the file is still there and can be opened, then submit it again.");
    case ErrorKind::Network:
        return tr("Check the network connection and the service's address in Settings.");
    case ErrorKind::Tls:
        return tr("Check this computer's date and the service's address. A proxy that reads https may be in "
                  "between.");
    case ErrorKind::Timeout:
        return tr("Try again later.");
    case ErrorKind::Authentication:
        return tr("Replace the API key in Settings: issuing a new key ends the old one.");
    case ErrorKind::Permission:
        return tr("Check that the API key in Settings belongs to the organisation that owns this workflow.");
    case ErrorKind::Payment:
        return tr("Add credits in the AnyFormat web app, then submit again.");
    case ErrorKind::NotFound:
        return tr("Reload the workflows and choose one of them; what was asked for may have been deleted.");
    case ErrorKind::Validation:
        return tr("Correct what the service names and submit again.");
    case ErrorKind::TooLarge:
        return tr("Submit a smaller file: split it, or save it with less resolution.");
    case ErrorKind::RateLimited:
        return tr("Nothing to do: it goes on when the service allows it.");
    case ErrorKind::Server:
        return tr("Try again later. If it stays, tell the vendor's support the request id.");
    case ErrorKind::Redirected:
        return tr("Enter the address that the service really has in Settings.");
    case ErrorKind::Unreadable:
        return tr("Check the service's address in Settings; a proxy or sign-in page may have answered.");
    case ErrorKind::Unexpected:
        return tr("Check the service's address in Settings. If it stays, tell the vendor's support the "
                  "request id.");
    }
    return {};
}

} // namespace api
