// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

#include <vector>

class QWidget;

namespace runs {
class RunService;
struct Run;
} // namespace runs
namespace settings {
class Settings;
}

namespace ui {

class CompareDialog;

/// Opens comparisons of two runs' results, and brings to each what it needs. A comparison goes on showing
/// what was read when its runs are removed.
class CompareDesk : public QObject {
    Q_OBJECT

public:
    /// None is owned; the dialogs belong to `window`.
    CompareDesk(runs::RunService *runs, settings::Settings *settings, QWidget *window);
    ~CompareDesk() override;
    Q_DISABLE_COPY_MOVE(CompareDesk)

    /// Two runs, the older on the left; or one, with the earlier result of its document.
    void compare(const QList<qint64> &ids);

signals:
    void notice(const QString &words);

private:
    struct Open {
        qint64 left;
        qint64 right;
        QPointer<CompareDialog> dialog;
    };
    void open(const runs::Run &left, const runs::Run &right);
    void chooseFile(CompareDialog *dialog);

    runs::RunService *m_runs;
    settings::Settings *m_settings;
    QWidget *m_window;
    std::vector<Open> m_open;
};

} // namespace ui
