// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace ui {

/// Puts a value on the clipboard, large ones by way of another thread. Says what it does where that takes
/// time, or is refused.
class ValueCopy : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 atOnce = 262'144;       ///< bytes that are copied on the calling thread
    static constexpr qint64 copyLimit = 50'000'000; ///< bytes as received; what is longer is not copied

    enum class Form {
        Text, ///< a string decoded, anything else as received
        Json, ///< as received
    };

    using QObject::QObject;
    ~ValueCopy() override;

    /// What was under way before is given up. Nothing happens without a valid node.
    void copy(const results::ResultDocumentPtr &document, const results::JsonNode &node, Form form);
    /// The same, of a short text; nothing when it is empty.
    void copyText(const QString &text);

signals:
    void said(const QString &words); ///< to be shown in place of what was said before; may be empty

private:
    void giveUp();
    void say(const QString &words);

    bool m_hasSaid = false;
    std::shared_ptr<std::atomic_bool> m_cancelled; ///< of the newest
};

} // namespace ui
