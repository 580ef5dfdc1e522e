// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QMetaType>
#include <QString>

#include <optional>
#include <utility>

namespace api {

/// What went wrong with one exchange, named by what a person can do about it.
enum class ErrorKind {
    None,
    NoKey,          ///< nothing was sent: there is no API key for this service
    Refused,        ///< nothing was sent: the address is not one a key may go to
    LocalFile,      ///< nothing (or not all) was sent: the file could not be read
    Network,        ///< no answer: not connected, name unknown, refused, reset
    Tls,            ///< no answer: the certificate was not accepted
    Timeout,        ///< no answer in time
    Cancelled,      ///< a person, or the program on their behalf, cancelled the exchange
    Authentication, ///< 401 AUTH_FAILED
    Permission,     ///< 403 ACCESS_DENIED
    Payment,        ///< 402
    NotFound,       ///< 404
    Validation,     ///< 400, 422 without an extraction code, 409, 415
    TooLarge,       ///< 413
    RateLimited,    ///< 429
    Server,         ///< 5xx, 408, 425
    Redirected,     ///< 3xx: never followed, the key goes nowhere else
    Unreadable,     ///< a success whose body is not what the API promises
    Unexpected,     ///< any other status
};

/// One failed exchange in words and facts. A plain value; every text in it has been through the redactor.
struct ApiError {
    ErrorKind kind = ErrorKind::None;
    int httpStatus = 0;                 ///< 0 when no answer arrived
    QString errorCode;                  ///< the service's `error_code`, empty when it sent none
    QString summary;                    ///< one line: what happened, and on whose side
    QString detail;                     ///< the service's own words, or the network layer's; may be empty
    QString requestId;                  ///< for the vendor's support; empty when unknown
    std::optional<qint64> retryAfterMs; ///< from `Retry-After`
    /// True when the whole body had been handed to the network and no answer says that it was not taken: the
    /// run may exist and may cost money. Only meaningful for a POST. Such a request is never re-sent without
    /// a person's word.
    bool mayHaveArrived = false;

    bool isError() const { return kind != ErrorKind::None; }
    /// Worth asking the same GET again later without anybody doing anything.
    bool isTransient() const {
        // TLS and redirects too: sign-in networks and proxies come and go.
        return kind == ErrorKind::Network || kind == ErrorKind::Timeout || kind == ErrorKind::RateLimited ||
               kind == ErrorKind::Server || kind == ErrorKind::Unreadable || kind == ErrorKind::Tls ||
               kind == ErrorKind::Redirected;
    }
    /// One sentence: what a person can do now. Empty when there is nothing to do.
    QString remedy() const;
};

/// A value, or the error that stands in its place.
template<typename T>
class Outcome {
public:
    Outcome(T value) // NOLINT(google-explicit-constructor): `return value;` is what it is for
        : m_value(std::move(value)) {}
    Outcome(ApiError error) // NOLINT(google-explicit-constructor)
        : m_error(std::move(error)) {}

    explicit operator bool() const { return m_value.has_value(); }
    const T &operator*() const { return *m_value; }
    const T *operator->() const { return &*m_value; }
    const ApiError &error() const { return m_error; }

private:
    std::optional<T> m_value;
    ApiError m_error;
};

} // namespace api

Q_DECLARE_METATYPE(api::ApiError)
