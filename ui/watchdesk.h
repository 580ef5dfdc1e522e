// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

namespace session {
class Watches;
}

namespace ui {

class WatchPanel;

/// Between the watched folders and the panel that shows the one of the chosen workflow.
class WatchDesk : public QObject {
    Q_OBJECT

public:
    /// `watches` is not owned and outlives this.
    explicit WatchDesk(session::Watches *watches, QObject *parent = nullptr);

    void setPanel(WatchPanel *panel); ///< may die before this
    void setWorkflow(const QString &id, const QString &name);

signals:
    void heldBackRequested(const QStringList &paths);
    void notice(const QString &words);

private:
    void refresh();
    QString statusWords(const QString &id, bool *trouble) const;

    session::Watches *m_watches;
    QPointer<WatchPanel> m_panel;
    QString m_id;
    QString m_name;
};

} // namespace ui
