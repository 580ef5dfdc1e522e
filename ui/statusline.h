// SPDX-License-Identifier: MIT
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;

namespace ui {

class ElidedLabel;

/// What the status bar says: runs on the left (a notice stands there for five seconds), and on the right the
/// rate limit, the API key and the profile. Values in; add it to the QStatusBar with stretch 1.
class StatusLine : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    /// How many runs there are, by what a person wants to know of them; what there is none of is not said.
    struct Totals {
        int running = 0; ///< being sent, or worked on by the service
        int queued = 0;
        int ready = 0;
        int failed = 0;
        int unsettled = 0; ///< a person has to decide
    };
    void setTotals(const Totals &totals);
    /// Submissions left this minute; hidden while either is negative (nobody knows).
    void setRateLimit(int remaining, int limit);
    /// `ok` false marks the words with a symbol: something is to be done about the key.
    void setKey(const QString &words, bool ok);
    void setProfile(const QString &words, bool sandbox);
    /// Five seconds in the place of the runs; plain text.
    void showNotice(const QString &text);

private:
    void updateLeft();
    void updateIcons();
    void changeEvent(QEvent *event) override;

    ElidedLabel *m_left;
    QLabel *m_rate;
    QLabel *m_keyIcon;
    ElidedLabel *m_key;
    QLabel *m_profileIcon;
    QLabel *m_profile;
    QTimer m_noticeTimer;
    QString m_runsText;
    QString m_notice;
    bool m_keyOk = true;
    bool m_sandbox = false;
};

} // namespace ui
